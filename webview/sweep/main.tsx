import { render } from 'preact';
import { Channel } from '../../src/protocol/rpc';
import type { SweepPageRequests } from '../../src/protocol/sweepPage';
import { vscode } from '../vscodeApi';
import { SweepPage } from './SweepPage';

/** The page of a sweep's results. */
const channel = new Channel<SweepPageRequests, Record<string, never>>({
  post: (message) => vscode.postMessage(message),
  listen: (listener) => {
    const onMessage = (event: MessageEvent) => listener(event.data);
    window.addEventListener('message', onMessage);
    return () => window.removeEventListener('message', onMessage);
  },
});
const root = document.getElementById('root')!;
root.replaceChildren();
render(<SweepPage ask={(name, request) => channel.request(name, request)} state={vscode} />, root);
