import { serveComponent } from '../protocol/spin-entry.ts';
import { handleMock } from './handle-mock.ts';
import { mockWarmUp } from './warm-up.ts';

serveComponent(handleMock, mockWarmUp);
