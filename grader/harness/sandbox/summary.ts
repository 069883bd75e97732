import { LAYER_NAMES, type Layer, type Mode, type Sandbox } from './sandbox.ts'

/** The sandbox as the report has it. */
export type SandboxSummary = {
  mode: Mode
  /** `full`: all layers; `partial`: some of Linux's; `basic`: what there is everywhere; `off`: Node's permission model is off, too. */
  level: 'full' | 'partial' | 'basic' | 'off'
  /** What programs were kept in. */
  layers: string[]
  /** What of it this system does not have, and why. */
  missing: { layer: string; reason: string }[]
}

/** What a sandbox has and lacks, in words. */
export function summarize(sandbox: Sandbox): SandboxSummary {
  const { mode, permissions } = sandbox
  const own = (['processes', 'network'] as const).filter((layer) => sandbox[layer])
  const levels = [permissions ? 'basic' : 'off', 'partial', 'full'] as const
  return {
    mode,
    level: levels[own.length] ?? 'full',
    layers: [
      ...EVERYWHERE,
      ...(permissions ? ["Node's permission model"] : []),
      ...(sandbox.user && !sandbox.processes ? ['a user of its own'] : []),
      ...own.map((layer) => LAYER_NAMES[layer]),
    ],
    missing: Object.entries(sandbox.missing).map(([layer, reason]) => ({
      layer: LAYER_NAMES[layer as Layer],
      reason,
    })),
  }
}

const EVERYWHERE = ['a private copy', 'a clean environment', 'a process group', 'limits']
