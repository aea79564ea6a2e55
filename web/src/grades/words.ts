import { speak } from '../i18n/locale.svelte'
import words from './words.json'

export const { t, counted } = speak(words)
