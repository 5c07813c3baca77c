import { useId, useRef } from 'preact/hooks';
import type { TreeSnapshot } from '../../src/protocol/queries';
import { Button } from '../toolkit';
import { describeVm } from './describe';
import { neighbour, type PlacedVm, type TreeLayout } from './layout';
import { usePanZoom } from './usePanZoom';

interface DiagramProps {
  readonly layout: TreeLayout;
  readonly snapshot: TreeSnapshot;
  /** Index of the focused VM, or -1. */
  readonly focused: number;
  readonly onFocus: (index: number) => void;
}

/**
 * The tree: the registry or root VM on top, an edge from every VM to those it feeds. States differ in shape and colour.
 */
export function Diagram({ layout, snapshot, focused, onFocus }: DiagramProps) {
  const svg = useRef<SVGSVGElement>(null);
  const arrow = useId();
  const { viewBox, zoom, fit, handlers } = usePanZoom(svg, layout.bounds);
  const reachable = focused >= 0 ? focused : 0;

  const onKeyDown = (event: KeyboardEvent) => {
    const actions: Record<string, () => void> = {
      '+': () => zoom(0.8),
      '=': () => zoom(0.8),
      '-': () => zoom(1.25),
      '0': fit,
    };
    const to = neighbour(layout, reachable, event.key);
    if (!actions[event.key] && to === null) return;
    event.preventDefault();
    actions[event.key]?.();
    if (to === null) return;
    onFocus(to);
    svg.current?.querySelector<SVGGElement>(`[data-index="${to}"]`)?.focus();
  };

  return (
    <figure class="diagram" aria-label="Function tree diagram">
      <div class="actions diagram-actions">
        <Button label="Zoom in" onClick={() => zoom(0.8)}>
          +
        </Button>
        <Button label="Zoom out" onClick={() => zoom(1.25)}>
          −
        </Button>
        <Button onClick={fit}>Fit</Button>
      </div>
      <svg ref={svg} viewBox={viewBox} preserveAspectRatio="xMidYMid meet" {...handlers} onKeyDown={onKeyDown}>
        <title>Function tree</title>
        <defs>
          <marker id={arrow} viewBox="0 0 8 8" refX="7" refY="4" markerWidth="4.5" markerHeight="4.5" orient="auto">
            <path d="M0 0 8 4 0 8z" class="arrow-head" />
          </marker>
        </defs>
        <g>
          {layout.vms.map((vm) => {
            const upstream = layout.vms[vm.upstream] ?? { ...layout.top, radius: TOP_HALF_HEIGHT + 1 };
            return (
              <Edge
                key={vm.vm}
                from={upstream}
                to={vm}
                gap={[upstream.radius, vm.radius]}
                fetching={vm.fetching}
                arrow={arrow}
              />
            );
          })}
          <Top {...layout.top} label={snapshot.top === 'registry' ? 'Registry' : 'Root VM'} />
        </g>
        {layout.vms.length > 0 && (
          <g role="tree" aria-label="VMs of the function tree; arrow keys go from VM to VM">
            {layout.vms.map((vm) => (
              <Vm
                key={vm.vm}
                vm={vm}
                label={vmLabel(snapshot, vm)}
                focused={vm.index === focused}
                reachable={vm.index === reachable}
                onFocus={onFocus}
              />
            ))}
          </g>
        )}
      </svg>
      <Key />
    </figure>
  );
}

function vmLabel(snapshot: TreeSnapshot, vm: PlacedVm): string {
  const { title, state, source, level, downstream } = describeVm(snapshot, vm.index, vm.depth, vm.downstream.length);
  return `${title}: ${state}, ${source}, ${level}, ${downstream}`;
}

interface Place {
  readonly x: number;
  readonly y: number;
}

interface EdgeProps {
  readonly from: Place;
  readonly to: Place;
  /** Distances between the line's ends and the two centres. */
  readonly gap: readonly [number, number];
  readonly fetching: boolean;
  readonly arrow: string;
}

function Edge({ from, to, gap, fetching, arrow }: EdgeProps) {
  const y1 = from.y + gap[0];
  const y2 = to.y - gap[1] - 1;
  const middle = (y1 + y2) / 2;
  return (
    <path
      class={fetching ? 'edge fetching' : 'edge'}
      d={`M${from.x} ${y1}C${from.x} ${middle} ${to.x} ${middle} ${to.x} ${y2}`}
      marker-end={fetching ? `url(#${arrow})` : undefined}
    />
  );
}

const TOP_HALF_HEIGHT = 16;

function Top({ x, y, label }: Place & { readonly label: string }) {
  return (
    <g class="top" transform={`translate(${x} ${y})`}>
      <rect x={-42} y={-TOP_HALF_HEIGHT} width={84} height={2 * TOP_HALF_HEIGHT} rx={3} />
      <text y={5}>{label}</text>
    </g>
  );
}

interface VmProps {
  readonly vm: PlacedVm;
  readonly label: string;
  readonly focused: boolean;
  readonly reachable: boolean;
  readonly onFocus: (index: number) => void;
}

function Vm({ vm, label, focused, reachable, onFocus }: VmProps) {
  return (
    <g
      class={`vm ${vm.state}${focused ? ' focused' : ''}`}
      role="treeitem"
      aria-label={label}
      aria-level={vm.depth + 1}
      aria-selected={focused}
      tabIndex={reachable ? 0 : -1}
      data-index={vm.index}
      transform={`translate(${vm.x} ${vm.y})`}
      onFocus={() => onFocus(vm.index)}
      onClick={() => onFocus(vm.index)}
    >
      <title>{label}</title>
      {focused && <circle class="focus-ring" r={vm.radius + 3.5} />}
      <VmSymbol state={vm.state} progress={vm.progress} radius={vm.radius} />
      {vm.radius >= 9 && (
        <text class="vm-id" y={vm.radius * 0.33} font-size={vm.radius * (vm.vm >= 1000 ? 0.62 : 0.85)}>
          {vm.vm}
        </text>
      )}
    </g>
  );
}

interface VmSymbolProps {
  readonly state: PlacedVm['state'];
  readonly progress: number;
  readonly radius: number;
}

/** A ready VM is a disc; a provisioning one is a square, filled by the share of blocks that have arrived. */
function VmSymbol({ state, progress, radius }: VmSymbolProps) {
  if (state === 'ready') return <circle class="symbol" r={radius} />;
  const side = radius * 1.8;
  const filled = side * Math.min(1, Math.max(0, progress));
  return (
    <>
      <rect class="symbol" x={-side / 2} y={-side / 2} width={side} height={side} rx={2} />
      <rect class="arrived" x={-side / 2} y={side / 2 - filled} width={side} height={filled} rx={2} />
    </>
  );
}

function Key() {
  return (
    <figcaption class="key">
      <span>
        <svg class="key-symbol" viewBox="-10 -10 20 20" aria-hidden="true">
          <g class="vm ready">
            <VmSymbol state="ready" progress={1} radius={8} />
          </g>
        </svg>
        ready
      </span>
      <span>
        <svg class="key-symbol" viewBox="-10 -10 20 20" aria-hidden="true">
          <g class="vm provisioning">
            <VmSymbol state="provisioning" progress={0.5} radius={8} />
          </g>
        </svg>
        provisioning, filled by the share of blocks that have arrived
      </span>
      <span>
        <svg class="key-edge" viewBox="0 0 32 8" aria-hidden="true">
          <path class="edge fetching" d="M0 4H32" />
        </svg>
        fetching now
      </span>
      <span>
        <svg class="key-edge" viewBox="0 0 32 8" aria-hidden="true">
          <path class="edge" d="M0 4H32" />
        </svg>
        feeds, but not now
      </span>
    </figcaption>
  );
}
