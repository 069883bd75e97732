import {
  accessSync,
  constants,
  copyFileSync,
  mkdirSync,
  readdirSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'

/** Who a program is, to itself. */
export const USER_ID = '1000'

/**
 * Fills the folder that programs see as `/etc`: copies of those settings of the system that any
 * program reads, lists of users in which nobody of this machine is, and an empty folder for each of
 * `settingsFolders`. One folder is shown much sooner than twenty files.
 * @param home what the only user's home folder is called
 */
export function laySettings(folder: string, home: string): void {
  mkdirSync(folder)
  writeFileSync(join(folder, 'passwd'), `student:x:${USER_ID}:${USER_ID}::${home}:/bin/sh\n`)
  writeFileSync(join(folder, 'group'), `student:x:${USER_ID}:\n`)
  if (process.platform !== 'linux') return
  for (const name of settingsFolders()) mkdirSync(join(folder, name), { recursive: true })
  for (const name of FILES.filter(isReadableFile)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    copyFileSync(join('/etc', name), join(folder, name))
  }
}

/** The folders in `/etc` that interpreters and compilers read; Node reads none of them. */
export function settingsFolders(): string[] {
  const named = readdirSync('/etc').filter((name) => FOLDERS.test(name))
  const isFolder = (name: string) =>
    statSync(join('/etc', name), { throwIfNoEntry: false })?.isDirectory()
  return [...named, 'ssl/certs'].filter(isFolder)
}

function isReadableFile(name: string): boolean {
  try {
    accessSync(join('/etc', name), constants.R_OK)
    return statSync(join('/etc', name)).isFile()
  } catch {
    return false
  }
}

const FILES = [
  ...['gai.conf', 'host.conf', 'hosts', 'ld.so.cache', 'ld.so.conf', 'localtime', 'nsswitch.conf'],
  ...['protocols', 'services', 'ssl/openssl.cnf', 'timezone'],
]
const FOLDERS = /^(?:alternatives|ld\.so\.conf\.d|(?:java|lua|mono|perl|php|pypy|python|ruby).*)$/
