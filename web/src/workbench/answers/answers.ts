/** What a student answers: a text, or the names of what is chosen. */
export type Answer = string | string[]
export type Answers = Record<string, Answer>

/** The answers in a file as they are handed in. */
export function readAnswers(text: string): Answers {
  try {
    const { answers } = JSON.parse(text) as { answers?: Answers }
    return answers ?? {}
  } catch {
    return {}
  }
}

/** The file, without the questions that are not answered. */
export function writeAnswers(answers: Answers): string {
  const given = Object.entries(answers).filter(([, answer]) => answer.length)
  return JSON.stringify({ answers: Object.fromEntries(given) }, null, 2)
}
