import { useLayoutEffect, useRef } from 'preact/hooks';

/** A picture that the host has drawn. Only its own kind of element is taken from it. */
export function Picture({ svg }: { readonly svg: string }) {
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const { documentElement } = new DOMParser().parseFromString(svg, 'image/svg+xml');
    if (documentElement.localName === 'svg') place.current?.replaceChildren(document.importNode(documentElement, true));
  }, [svg]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section class="sweep-picture" tabIndex={0} aria-label="Drawing" ref={place} />
  );
}
