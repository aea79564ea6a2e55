import type { Device, Property } from '../../api/houses'
import type { Plan, Chosen } from '../plan'

/** One line of what is known of a thing: where its value is among the readings, and how it is said. */
export interface Row {
  path: string
  /** What it is called; the key of a word, or a text of the service. */
  title: { word: string } | Property['title']
  unit: string | null
  /** Of a device's property: what its values mean. */
  property?: Property
}

const roomQuantities = { people: null, temperature: '°C', humidity: '%', co2: 'ppm', pm25: 'µg/m³', co: 'ppm', gas: '% LEL', sound: 'dB', incident: null }
const openingQuantities = { open_share: null, locked: null, shade_share: null }
const personQuantities = { room: null, doing: null, complaint: null }

/** What is told of the chosen thing, in the order of reading; lines without a value are not shown. */
export function rowsOf(chosen: Chosen, plan: Plan, device: Device | undefined): Row[] {
  const { kind, id } = chosen
  if (kind === 'room') return below(`room/${id}`, roomQuantities)
  if (kind === 'person') return below(`people/${id}`, personQuantities)
  if (kind === 'opening') return [{ path: `house/${id}`, title: { word: 'quantity.stands' }, unit: null }, ...below(`house/${id}`, openingQuantities)]
  if (kind === 'device') return propertiesOf(device).map((property) => ofProperty(id, property))
  const supply = plan.supplies.find((each) => each.id === id)
  const breaker = { path: `house/${id}_breaker`, title: { word: 'quantity.breaker' }, unit: null }
  return supply ? [{ path: supply.reading, title: { word: `quantity.${supply.kind}` }, unit: supply.unit }, ...below(`house/${id}`, { open_share: null }), breaker] : []
}

function below(path: string, quantities: Record<string, string | null>): Row[] {
  return Object.entries(quantities).map(([name, unit]) => ({ path: `${path}/${name}`, title: { word: `quantity.${name}` }, unit }))
}

function ofProperty(device: string, property: Property): Row {
  return { path: `${device}/${property.name}`, title: property.title, unit: property.unit, property }
}

/** What the device is for before what it says of its own battery and radio; a colour's coordinates are for its lamp to show. */
function propertiesOf(device: Device | undefined): Property[] {
  const told = (device?.properties ?? []).filter(({ part_of }) => part_of === null)
  const isBattery = told.some(({ name }) => name === 'battery')
  const ownNeeds = new Set(['linkquality', 'battery', 'battery_low', ...(isBattery ? ['voltage'] : [])])
  return [...told.filter(({ name }) => !ownNeeds.has(name)), ...told.filter(({ name }) => ownNeeds.has(name))]
}
