import assert from 'node:assert/strict';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { linkTo, ViewLinks } from '../../src/host/views';
import type { Focus } from '../../src/protocol/dashboard';
import { HEADER, newFile } from './support';

const ID = 'faasnet-trace-lab.faasnet-trace-lab';
const VIEW = { where: 'fn:"a & b" latency>10s', zoom: { from: 60, to: 120 } };

/** A handler that records what it is told and asked, and answers `agrees`. */
function handler({ agrees = true } = {}) {
  const shown: { uri: string; focus: Focus }[] = [];
  const [asked, told]: [string[], string[]] = [[], []];
  const links = new ViewLinks(
    { show: async (uri, focus) => void shown.push({ uri: uri.toString(), focus }) },
    {
      mayOpen: async (file, where) => {
        asked.push(`${file} ${where}`);
        return agrees;
      },
      choose: async ([first]) => first,
      tell: (message) => void told.push(message),
    },
  );
  return { shown, asked, told, open: (link: string) => links.handleUri(vscode.Uri.parse(link)) };
}

describe('a link to a view', () => {
  const folder = () => vscode.workspace.workspaceFolders![0];
  let file: vscode.Uri;

  before(async () => {
    await mkdir(path.join(folder().uri.fsPath, 'sub folder'), { recursive: true });
    file = vscode.Uri.joinPath(folder().uri, 'sub folder', 'a#b %41.csv');
    await writeFile(file.fsPath, `${HEADER}\n100,f,1500,go,128\n`);
  });
  after(() => rm(path.join(folder().uri.fsPath, 'sub folder'), { recursive: true }));

  it('opens the same file with the same filter, once the user agrees', async () => {
    const link = linkTo(ID, file, VIEW);
    const { shown, asked, told, open } = handler();
    await open(link);
    assert.deepEqual(told, []);
    assert.deepEqual(asked, [`sub folder/a#b %41.csv ${VIEW.where}`]);
    assert.deepEqual(shown, [{ uri: file.toString(), focus: { kind: 'view', ...VIEW } }]);
  });

  it('names the extension, and holds nothing of the computer', () => {
    const link = linkTo(ID, file, VIEW);
    assert.ok(link.startsWith(`${vscode.env.uriScheme}://${ID}/open?`));
    const text = decodeURIComponent(decodeURIComponent(link));
    for (const part of [folder().uri.fsPath, folder().name]) assert.ok(!text.includes(part), part);
  });

  it('opens nothing without consent', async () => {
    const { shown, asked, open } = handler({ agrees: false });
    await open(linkTo(ID, file, VIEW));
    assert.equal(asked.length, 1);
    assert.deepEqual(shown, []);
  });

  it('opens nothing outside the folders', async () => {
    const outside = await newFile(HEADER);
    assert.throws(() => linkTo(ID, outside, VIEW), /in no open folder/);
    const { shown, asked, told, open } = handler();
    const base = `vscode://${ID}/open?`;
    const query = (text: string) => vscode.Uri.from({ scheme: 'vscode', authority: ID, path: '/open', query: text });
    const up = path.relative(folder().uri.fsPath, outside.fsPath).split(path.sep).join('/');
    for (const one of [up, outside.fsPath, outside.toString()])
      await open(query(new URLSearchParams({ file: one }).toString()).toString());
    await open(`${base}file=..%2F..%2Fetc%2Fpasswd`);
    await open(`${base}file=%252e%252e%252fetc`);
    await open(`vscode://${ID}/elsewhere?file=a.csv`);
    await open(base);
    assert.equal(told.length, 7);
    assert.deepEqual([shown, asked], [[], []]);
  });

  it('says which file is missing, and opens no folder as a file', async () => {
    const { asked, told, open } = handler();
    await open(`vscode://${ID}/open?file=missing.csv`);
    await open(`vscode://${ID}/open?file=${encodeURIComponent('sub folder')}`);
    assert.match(told[0], /No open folder has the file missing\.csv\./);
    assert.match(told[1], /No open folder has the file sub folder\./);
    assert.deepEqual(asked, []);
  });
});
