import { nameText } from '../../src/text';

/** A name that a file gave: one line of plain text, cut with an ellipsis where room ends, whole in its tooltip. */
export function Name({ text }: { readonly text: string }) {
  const plain = nameText(text);
  return (
    <bdi class="name" title={plain}>
      {plain}
    </bdi>
  );
}
