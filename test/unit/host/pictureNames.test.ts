import { describe, expect, it } from 'vitest';
import { withPictureNames } from '../../../src/host/dashboard/pictureNames';

describe('pictures beside a file', () => {
  it('are named after it, also where the text links to them', () => {
    const text = '![Latency](latency.svg) and ![CDF](cdf.svg), latency.svg';
    const pictures = [
      { name: 'latency.svg', text: '<svg/>' },
      { name: 'cdf.svg', text: '<svg></svg>' },
    ];
    expect(withPictureNames('my run (1).md', text, pictures)).toEqual({
      text: '![Latency](my%20run%20%281%29-latency.svg) and ![CDF](my%20run%20%281%29-cdf.svg), latency.svg',
      pictures: [
        { name: 'my run (1)-latency.svg', text: '<svg/>' },
        { name: 'my run (1)-cdf.svg', text: '<svg></svg>' },
      ],
    });
  });

  it('stay in its folder, whatever the page calls them', () => {
    const [{ name }] = withPictureNames('report.md', '', [{ name: '../../evil/$&.svg', text: '' }]).pictures;
    expect(name).toBe('report-.._.._evil___.svg');
  });
});
