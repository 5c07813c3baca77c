/** An image without tag and digest: `registry.example:5000/orders:1.4.2@sha256:…` is `registry.example:5000/orders`. */
export function imageName(reference: string): string {
  const [name] = reference.split('@', 1);
  const tag = name.indexOf(':', name.lastIndexOf('/') + 1);
  return tag < 0 ? name : name.slice(0, tag);
}
