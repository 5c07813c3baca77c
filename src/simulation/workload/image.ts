import type { Parameters } from '../types';

/** Image size by runtime, MB; the trace records none. Runtime strings differ between platforms, so a part of the name decides. */
export function imageOfRuntime(runtime: string, parameters: Parameters): number {
  const name = runtime.toLowerCase();
  if (name.includes('python')) return parameters.pythonImageMB;
  if (name.includes('node')) return parameters.nodeImageMB;
  if (/java(?!script)/.test(name)) return parameters.javaImageMB;
  if (name.includes('php')) return parameters.phpImageMB;
  return parameters.otherImageMB;
}
