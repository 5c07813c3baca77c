import * as vscode from 'vscode';
import { errorSentence } from '../../errors';
import type { Focus } from '../../protocol/dashboard';
import type { TraceView } from '../../protocol/requests';
import { RequestError } from '../../protocol/rpc';
import { nameText, shortened } from '../../text';
import { LINK_PATH, type LinkedView, readViewLink, viewQuery } from './viewLink';

/** What opening a link needs of the extension. */
interface Dashboards {
  show(uri: vscode.Uri, focus: Focus): Promise<void>;
}

/** Asks the user. */
interface Questions {
  /** Whether to open the file with the filter. */
  mayOpen(path: string, where: string): Promise<boolean>;
  /** Which of several files of the same path; undefined for none. */
  choose(files: readonly vscode.Uri[]): Promise<vscode.Uri | undefined>;
  tell(message: string): void;
}

/** Opens links to views: the file in the open folders that the link names, with its filter, once the user agrees. */
export class ViewLinks implements vscode.UriHandler {
  constructor(
    readonly dashboards: Dashboards,
    readonly questions: Questions = QUESTIONS,
  ) {}

  async handleUri({ path, query }: vscode.Uri): Promise<void> {
    try {
      await this.#open(readViewLink(path, query));
    } catch (error) {
      this.questions.tell(errorSentence(error));
    }
  }

  async #open({ path, where, zoom }: LinkedView): Promise<void> {
    const found = await filesAt(path);
    if (found.length === 0) {
      this.questions.tell(`No open folder has the file ${nameText(path)}. Open the folder that has it, then the link.`);
      return;
    }
    if (!(await this.questions.mayOpen(path, where))) return;
    const uri = found.length === 1 ? found[0] : await this.questions.choose(found);
    if (uri) await this.dashboards.show(uri, { kind: 'view', where, zoom });
  }
}

/** VS Code gives the extension the links that name it, in a trusted workspace and in any other. */
export function registerViewLinks(dashboards: Dashboards): vscode.Disposable {
  return vscode.window.registerUriHandler(new ViewLinks(dashboards));
}

/** The link to a view of a file. Throws a `RequestError` for a file that is in no open folder. */
export function linkTo(extensionId: string, file: vscode.Uri | null, view: TraceView): string {
  const folder = file && vscode.workspace.getWorkspaceFolder(file);
  if (!folder) {
    throw new RequestError(
      'The file is in no open folder, so there is no link to it.',
      'Open the folder that has it: the link names the file by its path in there.',
    );
  }
  const path = file.path.slice(folder.uri.path.replace(/\/$/, '').length + 1);
  const query = viewQuery({ path, ...view });
  return vscode.Uri.from({ scheme: vscode.env.uriScheme, authority: extensionId, path: LINK_PATH, query }).toString();
}

/** The files of that path in the folders of the workspace. */
async function filesAt(path: string): Promise<readonly vscode.Uri[]> {
  const candidates = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) =>
    vscode.Uri.joinPath(uri, ...path.split('/')),
  );
  const isFile = await Promise.all(
    candidates.map((uri) =>
      vscode.workspace.fs.stat(uri).then(
        ({ type }) => (type & vscode.FileType.File) !== 0,
        () => false,
      ),
    ),
  );
  return candidates.filter((_, index) => isFile[index]);
}

const LONGEST_SHOWN = 300;

const QUESTIONS: Questions = {
  mayOpen: async (path, where) => {
    const filter = where === '' ? 'Without a filter.' : `Filter: ${shortened(nameText(where), LONGEST_SHOWN)}`;
    const detail = `${filter}\n\nA link asks for this.`;
    const question = `Open the dashboard of ${shortened(nameText(path), LONGEST_SHOWN)}?`;
    return (await vscode.window.showInformationMessage(question, { modal: true, detail }, 'Open')) === 'Open';
  },
  choose: async (files) => {
    const items = files.map((uri) => ({ label: vscode.workspace.asRelativePath(uri, true), uri }));
    return (await vscode.window.showQuickPick(items, { title: 'Which file does the link mean?' }))?.uri;
  },
  tell: (message) => void vscode.window.showErrorMessage(message),
};
