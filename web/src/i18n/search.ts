import { latinDigits } from './digits'

/** A text as it is searched: it does not matter on which keyboard it was typed, nor how its words are joined. */
export function searchKey(text: string): string {
  return latinDigits(text).normalize('NFKC').replace(/ي/g, 'ی').replace(/ك/g, 'ک').replace(/[\s\u200c]+/g, ' ').trim().toLowerCase()
}
