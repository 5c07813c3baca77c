export type * from './answers';
export { STACKINGS } from './stackings';
