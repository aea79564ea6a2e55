import type { Lab } from '../../api/types'

/** What every client is asked for. */
export interface Access {
  host: string
  port: number
  tls: boolean
  user: string
  token: string
  base: string
}

/** A ready piece for one program or board. Code and fields are Latin in every language. */
export interface Snippet {
  id: string
  name: string
  /** What must be there first. */
  install?: string
  code: (access: Access) => string
}

/** The name of the file with the lab's own certificate authority, as the lab gives it. */
export const authority = 'lab-ca.pem'

export function accessTo({ base, mqtt }: Lab, token: string, tls: boolean): Access {
  return { host: mqtt.host, port: tls ? (mqtt.tls_port ?? mqtt.port) : mqtt.port, tls, user: mqtt.username, token, base }
}
