import type { Text } from './types'

/** The service's refusal (RFC 9457), with words for a person. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly says: Text | null,
  ) {
    super(code)
  }
}

/** No answer came: the cable is out, the lab is off, or the Wi-Fi is gone. */
export class Unreachable extends Error {}

/** The refusal in an answer that is not 2xx; answers without words keep their status only. */
export async function readProblem(response: Response): Promise<Problem> {
  try {
    const body = (await response.json()) as { code?: string; says?: Text }
    return new Problem(response.status, body.code ?? 'unknown', body.says ?? null)
  } catch {
    return new Problem(response.status, 'unknown', null)
  }
}
