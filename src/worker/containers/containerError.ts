import { FileError } from '../regularFile';

/** A container (a compressed file, an archive, a Parquet file) that can't be read. The message names the file. */
export class ContainerError extends FileError {}
