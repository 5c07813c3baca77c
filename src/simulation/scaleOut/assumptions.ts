import { vmsMayFail } from '../failures';
import type { Run } from '../types';
import { SCALE_OUT_POLICIES } from '.';

/** How requests get containers, and what happens to them where VMs may fail. One sentence each. */
export function requestAssumptions({ parameters, failures }: Run): readonly string[] {
  const { scaleOut, requestsPerContainer, requestRetries } = parameters;
  const most =
    requestsPerContainer === 1
      ? 'one request at a time'
      : `up to ${requestsPerContainer} requests at a time, each as fast as one alone`;
  return [
    `A container serves ${most}. The first that has room serves the request that arrived first.`,
    SCALE_OUT_POLICIES[scaleOut].description,
    'An order that no request needs any more is withdrawn until a VM is reserved for it. A container that is being provisioned is finished, and kept for the idle time.',
    ...(vmsMayFail(parameters, failures)
      ? [
          `A request whose VM fails is noticed with the VM, at the next ping, and tried again up to ${requestRetries} times; then it is lost. A request sent to a VM that is silent goes to another at once.`,
        ]
      : []),
  ];
}
