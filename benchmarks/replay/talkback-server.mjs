// Serves the tapes of a folder: node talkback-server.mjs FOLDER PORT HOST
import { peer } from '../peers/peer.mjs';

const [path, port, host] = process.argv.slice(2);
const server = peer('talkback')({
  host,
  path,
  port: Number(port),
  record: 'DISABLED',
  allowHeaders: [],
  silent: true,
  summary: false,
});
await server.start(() => console.log('ready'));
