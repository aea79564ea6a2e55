export type Quality = 0 | 1 | 2

/** A message as it comes from the broker. */
export interface Received {
  topic: string
  payload: Uint8Array
  qos: Quality
  retain: boolean
}

/** The identifiers of pages begin so. */
export const pageClients = 'page-'
