import type { Text as Document } from '@codemirror/state'
import type { Tree } from './python-errors'

/** Modules of Python's standard library. */
const standard = new Set(
  `__future__ abc aifc argparse array ast asynchat asyncio asyncore atexit audioop base64 bdb binascii bisect builtins bz2
    cProfile calendar cgi cgitb chunk cmath cmd code codecs codeop collections colorsys compileall concurrent configparser
    contextlib contextvars copy copyreg crypt csv ctypes curses dataclasses datetime dbm decimal difflib dis distutils
    doctest email encodings ensurepip enum errno faulthandler fcntl filecmp fileinput fnmatch fractions ftplib functools gc
    getopt getpass gettext glob graphlib grp gzip hashlib heapq hmac html http imaplib imghdr imp importlib inspect io
    ipaddress itertools json keyword linecache locale logging lzma mailbox mailcap marshal math mimetypes mmap modulefinder
    multiprocessing netrc nis nntplib numbers operator optparse os ossaudiodev pathlib pdb pickle pickletools pipes pkgutil
    platform plistlib poplib posix pprint profile pstats pty pwd py_compile pyclbr pydoc queue quopri random re readline
    reprlib resource rlcompleter runpy sched secrets select selectors shelve shlex shutil signal site smtpd smtplib sndhdr
    socket socketserver spwd sqlite3 ssl stat statistics string stringprep struct subprocess sunau symtable sys sysconfig
    syslog tabnanny tarfile telnetlib tempfile termios textwrap threading time timeit tkinter token tokenize tomllib trace
    traceback tracemalloc tty turtle types typing unicodedata unittest urllib uu uuid venv warnings wave weakref webbrowser
    wsgiref xdrlib xml xmlrpc zipapp zipfile zipimport zlib zoneinfo`.split(/\s+/),
)
/** Modules whose name is not that of their distribution. */
const moduleOf: Record<string, string> = { 'paho-mqtt': 'paho', pyyaml: 'yaml', 'python-dateutil': 'dateutil' }

export interface Imported {
  from: number
  to: number
  module: string
}

/** What is imported and is neither standard, nor allowed, nor one of the student's own files. */
export function unknownImports(tree: Tree, document: Document, names: string[], distributions: string[]): Imported[] {
  const own = names.map((name) => name.replace(/\.py$/, ''))
  const allowed = distributions.map((name) => moduleOf[name.toLowerCase()] ?? name.toLowerCase().replaceAll('-', '_'))
  const known = new Set([...standard, ...own, ...allowed])
  return importedModules(tree, document).filter(({ module }) => !known.has(module))
}

/** The first name of each module: of `import a.b as c, d` it is a and d, of `from a.b import c` it is a. */
function importedModules(tree: Tree, document: Document): Imported[] {
  const found: Imported[] = []
  tree.iterate({
    enter: ({ name, node }) => {
      if (name !== 'ImportStatement') return
      let expected = true
      const isFrom = node.firstChild?.name === 'from'
      for (let child = node.firstChild?.nextSibling ?? null; child; child = child.nextSibling) {
        const text = document.sliceString(child.from, child.to)
        if (child.name === 'VariableName' && expected) found.push({ from: child.from, to: child.to, module: text })
        if (isFrom && (child.name === 'VariableName' || /^\.+$/.test(text))) break
        expected = text === ','
      }
      return false
    },
  })
  return found
}
