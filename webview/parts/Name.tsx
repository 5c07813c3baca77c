import { nameText } from '../../src/text';

/** A name from a file: one line of plain text that CSS may cut; the tooltip shows all of it. */
export function Name({ text }: { readonly text: string }) {
  const plain = nameText(text);
  return (
    <bdi class="name" title={plain}>
      {plain}
    </bdi>
  );
}
