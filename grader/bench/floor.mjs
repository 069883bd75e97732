// What every start of a program costs at the least: it starts, listens and ends.
import { createServer } from 'node:net'

const server = createServer()
server.listen(0, 'localhost', () => server.close())
