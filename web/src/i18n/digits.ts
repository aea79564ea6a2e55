import { locale } from './locale.svelte'

/** Persian and Arabic digits as Latin ones, for codes and numbers typed on a Persian keyboard. */
export function latinDigits(text: string): string {
  return text
    .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x06f0))
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x0660))
}

/** Latin digits as the reader's own, for what is no plain number, such as a date. */
export function localDigits(text: string): string {
  if (locale.language !== 'fa') return text
  return text.replace(/\d/g, (digit) => String.fromCharCode(0x06f0 + Number(digit)))
}
