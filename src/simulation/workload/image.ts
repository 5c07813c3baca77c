import type { Parameters } from '../types';

/**
 * Image size by runtime, MB. Traces record no sizes. Runtime names differ between platforms, so a substring decides.
 */
export function imageOfRuntime(runtime: string, parameters: Parameters): number {
  const name = runtime.toLowerCase();
  if (name.includes('python')) return parameters.pythonImageMB;
  if (name.includes('node')) return parameters.nodeImageMB;
  if (/java(?!script)/.test(name)) return parameters.javaImageMB;
  if (name.includes('php')) return parameters.phpImageMB;
  return parameters.otherImageMB;
}
