import { serveComponent } from '../protocol/spin-entry.ts';
import { handleVfs } from './vfs.ts';

serveComponent(handleVfs);
