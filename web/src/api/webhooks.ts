/** Other systems that are told of every grade of a class. */
import type { DeliveryView, WebhookView } from '../../types/service'
import { at, request } from './client'

export type Webhook = WebhookView
export type Delivery = DeliveryView

export const listWebhooks = (classId: string) => request<Webhook[]>('GET', at('classes', classId, 'webhooks'))
export const addWebhook = (classId: string, url: string) => request<Webhook>('POST', at('classes', classId, 'webhooks'), { body: { url } })
export const removeWebhook = (id: string) => request<void>('DELETE', at('webhooks', id))
export const restoreWebhook = (id: string) => request<Webhook>('POST', at('webhooks', id, 'restore'))
export const testWebhook = (id: string) => request<Delivery>('POST', at('webhooks', id, 'test'))
export const deliveriesOf = (id: string) => at('webhooks', id, 'deliveries')
export const deliverAgain = (id: string) => request<Delivery>('POST', at('deliveries', id, 'again'))
