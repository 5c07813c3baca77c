/**
 * The deletion and insertion rules of the paper's function tree on plain objects with breadth-first scans: slow but
 * simple. An independent model to compare the real tree with.
 */
export interface NaiveNode {
  vm: number;
  left: NaiveNode | null;
  right: NaiveNode | null;
}

export class NaiveTree {
  root: NaiveNode | null = null;

  insert(vm: number): void {
    const added: NaiveNode = { vm, left: null, right: null };
    const open = this.nodes().find((node) => !node.left || !node.right);
    if (!open) this.root = added;
    else if (!open.left) open.left = added;
    else open.right = added;
  }

  delete(vm: number): void {
    this.root = without(this.root!, vm);
  }

  nodes(): NaiveNode[] {
    return breadthFirst(this.root);
  }

  toString(): string {
    return text(this.root);
  }
}

function breadthFirst(root: NaiveNode | null): NaiveNode[] {
  const nodes = root ? [root] : [];
  for (let i = 0; i < nodes.length; i++) {
    const { left, right } = nodes[i];
    if (left) nodes.push(left);
    if (right) nodes.push(right);
  }
  return nodes;
}

/** The subtree of `node` without `vm`, balanced from the bottom up. */
function without(node: NaiveNode, vm: number): NaiveNode | null {
  if (node.vm === vm) {
    if (!node.left || !node.right) return node.left ?? node.right;
    const leaf = breadthFirst(node).find(({ left, right }) => !left && !right)!.vm;
    const cut = without(node, leaf)!;
    // Rotations may have lowered the deleted node.
    const place = breadthFirst(cut).find((below) => below.vm === vm)!;
    place.vm = leaf;
    return cut;
  }
  if (node.left && contains(node.left, vm)) node.left = without(node.left, vm);
  else node.right = without(node.right!, vm);
  return balanced(node);
}

const contains = (node: NaiveNode, vm: number): boolean => breadthFirst(node).some((below) => below.vm === vm);

export function heightOf(node: NaiveNode | null): number {
  return node ? 1 + Math.max(heightOf(node.left), heightOf(node.right)) : -1;
}

function balanced(node: NaiveNode): NaiveNode {
  const lean = heightOf(node.left) - heightOf(node.right);
  if (lean > 1) {
    const child = node.left!;
    if (heightOf(child.right) > heightOf(child.left)) node.left = rotatedLeft(child);
    return rotatedRight(node);
  }
  if (lean < -1) {
    const child = node.right!;
    if (heightOf(child.left) > heightOf(child.right)) node.right = rotatedRight(child);
    return rotatedLeft(node);
  }
  return node;
}

function rotatedRight(node: NaiveNode): NaiveNode {
  const head = node.left!;
  node.left = head.right;
  head.right = node;
  return head;
}

function rotatedLeft(node: NaiveNode): NaiveNode {
  const head = node.right!;
  node.right = head.left;
  head.left = node;
  return head;
}

function text(node: NaiveNode | null): string {
  if (!node) return '-';
  if (!node.left && !node.right) return `${node.vm}`;
  return `${node.vm}(${text(node.left)},${text(node.right)})`;
}
