import type { Text } from '../i18n/text'
import { isFromHouse } from '../live/topics'
import { pageClients, type Received } from '../live/received'
import { readable, type Message } from './message'

const troubles = new Set(['denied', 'refused', 'dropped', 'lost'])

/** What the broker saw of one of this house's clients. */
interface News {
  kind: string
  client: string
  says: Text
}

/** A message of a live house as it is shown. */
export function houseMessage({ topic, payload, qos, retain }: Received, number: number, base: string): Message {
  const text = readable(payload)
  const news = topic.startsWith(`${base}/_lab/mqtt/`) ? newsIn(text) : null
  const trouble = news !== null && troubles.has(news.kind)
  // That this very page came, went and listened, nobody asks.
  const worthTelling = news !== null && (trouble || !news.client.startsWith(pageClients))
  return {
    number,
    at: new Date(),
    topic,
    payload: text,
    before: null,
    bytes: payload.length,
    qos,
    retained: retain,
    sender: isFromHouse(topic, base) ? 'house' : 'program',
    note: news && { says: news.says, trouble },
    background: topic.startsWith(`${base}/_lab/`) && !worthTelling,
  }
}

/** A student may publish anything on that topic too, so nothing in it is taken for granted. */
function newsIn(payload: string): News | null {
  try {
    const { kind, client_id: client, says } = JSON.parse(payload) as { kind?: unknown; client_id?: unknown; says?: Partial<Text> }
    if (typeof kind !== 'string' || typeof says?.en !== 'string' || typeof says.fa !== 'string') return null
    return { kind, client: String(client), says: { en: says.en, fa: says.fa } }
  } catch {
    return null
  }
}
