import { AdvisedError } from '../../errors';

export type CommandErrorCode =
  | 'badFile'
  | 'badOption'
  | 'noColdStart'
  | 'noFunction'
  | 'noResult'
  | 'noTrace'
  | 'badSetting';

/** A command that cannot do what it was asked to. */
export class CommandError extends AdvisedError {
  override readonly name = 'CommandError';
  /** @param subject as of an `AdvisedError` */
  constructor(code: CommandErrorCode | (string & {}), message: string, advice: string, subject?: string) {
    super(message, code, advice, undefined, subject);
  }
}
