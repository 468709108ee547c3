import { serveComponent } from '../protocol/spin-entry.ts';
import { handleVfs } from './vfs.ts';
import { vfsWarmUp } from './warm-up.ts';

serveComponent(handleVfs, vfsWarmUp);
