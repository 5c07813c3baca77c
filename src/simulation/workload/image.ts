/**
 * The parameter with the size of a runtime's image. Traces record no sizes. Runtime names differ between platforms, so
 * a substring decides.
 */
export function imageParameter(runtime: string): string {
  const name = runtime.toLowerCase();
  if (name.includes('python')) return 'pythonImageMB';
  if (name.includes('node')) return 'nodeImageMB';
  if (/java(?!script)/.test(name)) return 'javaImageMB';
  if (name.includes('php')) return 'phpImageMB';
  return 'otherImageMB';
}
