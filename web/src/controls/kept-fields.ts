import { remember, remembered } from '../storage'

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement

/** Kept nowhere: secrets, and what only the computer's own dialog can give. */
const neverKept = ['password', 'file', 'hidden', 'submit', 'button']

/** Put back what was typed in a form, and keep what is typed now, until `forgetFields`; returns how to stop. */
export function keepFields(form: HTMLFormElement, place: string): () => void {
  const kept = JSON.parse(remembered(place) ?? '[]') as string[]
  fieldsOf(form).forEach((field, index) => put(field, kept[index]))
  const keep = () => void remember(place, JSON.stringify(fieldsOf(form).map(valueOf)))
  form.addEventListener('input', keep)
  form.addEventListener('change', keep)
  return () => {
    form.removeEventListener('input', keep)
    form.removeEventListener('change', keep)
  }
}

export function forgetFields(place: string): void {
  remember(place, null)
}

const fieldsOf = (form: HTMLFormElement): Field[] =>
  [...form.elements].filter((element): element is Field => 'value' in element && !neverKept.includes((element as Field).type))

const isTicked = (field: Field): field is HTMLInputElement => field.type === 'radio' || field.type === 'checkbox'

const valueOf = (field: Field): string => (isTicked(field) ? String(field.checked) : field.value)

function put(field: Field, value: string | undefined): void {
  if (value === undefined || value === valueOf(field)) return
  // The radio button that takes its place says so for the one that loses it.
  if (field.type === 'radio' && value !== 'true') return
  if (isTicked(field)) field.checked = value === 'true'
  else field.value = value
  field.dispatchEvent(new Event('input', { bubbles: true }))
  field.dispatchEvent(new Event('change', { bubbles: true }))
}
