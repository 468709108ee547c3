import { serveComponent } from '../protocol/spin-entry.ts';
import { handleMock } from './handle-mock.ts';

serveComponent(handleMock);
