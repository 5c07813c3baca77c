import type { Webview } from 'vscode';
import type { Port } from '../protocol/rpc';

/** Messages to and from a page. */
export function portOf(webview: Webview): Port {
  return {
    post: (message) => void webview.postMessage(message),
    listen: (listener) => {
      const subscription = webview.onDidReceiveMessage(listener);
      return () => subscription.dispose();
    },
  };
}
