import { randomBytes } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { type ServerType, serve } from '@hono/node-server'
import { Hono } from 'hono'
import { secureHeaders } from 'hono/secure-headers'
import { type SSEStreamingApi, streamSSE } from 'hono/streaming'
import type { Report } from '../../scoring/report.ts'
import { livePage } from './live-page.ts'

/** What a grade is at, for whoever looks at its page. */
export type Status = { told: string; isBusy: boolean }

const HOST = '127.0.0.1'

/** The page has a policy of its own; nobody may frame it, and there is nothing but plain HTTP here. */
const HEADERS = {
  contentSecurityPolicy: { frameAncestors: ["'none'"] },
  strictTransportSecurity: false,
}

/**
 * Shows the last report to a browser on this machine, and tells it of each new one. It listens on
 * loopback alone, serves nothing but the report, and that only to those who know its address: other
 * users of the machine do not, nor do pages of other sites, whatever name they give this host.
 */
export class LiveServer {
  readonly url: string
  readonly #server: ServerType
  readonly #streams = new Set<SSEStreamingApi>()
  #report: Report | undefined
  #version = 0
  #status: Status = { told: '', isBusy: true }

  private constructor(server: ServerType, app: Hono) {
    const { port } = server.address() as AddressInfo
    const path = `/${randomBytes(16).toString('base64url')}/`
    this.#server = server
    this.url = `http://${HOST}:${port}${path}`
    app.use(async (context, next) => {
      const isMeant = [`${HOST}:${port}`, `localhost:${port}`].includes(
        context.req.header('host') ?? '',
      )
      return isMeant ? next() : context.text('', 403)
    })
    app.use(secureHeaders(HEADERS))
    app.get(path, (context) => {
      context.header('cache-control', 'no-store')
      return context.html(livePage(this.#report, this.#version))
    })
    app.get(`${path}events`, (context) => streamSSE(context, (stream) => this.#follow(stream)))
  }

  /** Listens on a port that is free. */
  static start(): Promise<LiveServer> {
    const app = new Hono()
    return new Promise((resolve, reject) => {
      const server = serve({ fetch: app.fetch, hostname: HOST, port: 0 }, () => {
        resolve(new LiveServer(server, app))
      })
      server.once('error', reject)
    })
  }

  /** Shows another report. */
  show(report: Report): void {
    this.#report = report
    this.#version++
    for (const stream of this.#streams) this.#tellReport(stream)
  }

  /** Says how far the grade has come. */
  say(status: Status): void {
    this.#status = status
    for (const stream of this.#streams) this.#tellStatus(stream)
  }

  async close(): Promise<void> {
    await Promise.all([...this.#streams].map((stream) => stream.close()))
    this.#server.close()
  }

  async #follow(stream: SSEStreamingApi): Promise<void> {
    this.#streams.add(stream)
    const gone = new Promise<void>((resolve) => stream.onAbort(resolve))
    this.#tellStatus(stream)
    this.#tellReport(stream)
    await gone
    this.#streams.delete(stream)
  }

  #tellStatus(stream: SSEStreamingApi): void {
    void stream.writeSSE({ event: 'status', data: JSON.stringify(this.#status) })
  }

  #tellReport(stream: SSEStreamingApi): void {
    void stream.writeSSE({ event: 'report', data: `${this.#version}` })
  }
}
