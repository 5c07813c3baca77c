export type * from './answers';
export type { ExploredTrace } from './explored';
export { Explorer } from './explorer';
export { STACKINGS } from './stackings';
