import { useDashboard } from '../state/dashboard';

/** The outcome of the last action. */
export function Notice() {
  const { actions } = useDashboard();
  const { text, file } = actions.notice.value;
  return (
    <div class="notice">
      <p role="status">{text}</p>
      {file && (
        <button type="button" class="link" onClick={() => void actions.openSaved(file)}>
          Open
        </button>
      )}
    </div>
  );
}
