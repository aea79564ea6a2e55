import type { Language } from '../i18n/locale.svelte'

const rosters: Record<Language, string[]> = {
  fa: ['نام,شماره,رمز عددی', 'زهرا احمدی,1401,', 'علی رضایی,1402,', 'مریم حسینی,1403,'],
  en: ['name,number,pin', 'Zahra Ahmadi,1401,', 'Ali Rezaei,1402,', 'Maryam Hosseini,1403,'],
}

/** The address of a roster to begin with. Excel takes the file for UTF-8 by the mark at its beginning. */
export function sample(language: Language): string {
  return `data:text/csv;charset=utf-8,${encodeURIComponent(`\ufeff${rosters[language].join('\r\n')}\r\n`)}`
}
