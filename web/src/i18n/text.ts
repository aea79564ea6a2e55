/** A text that a person reads; the service always sends both languages. */
export interface Text {
  en: string
  fa: string
}
