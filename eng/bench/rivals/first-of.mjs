// A library's own confirmation, or a status that says the same: a notification that is lost would stall the measurement for as long
// as a block hash lives.
const pollMilliseconds = 200;

export async function firstOf(confirmation, readStatus, stop) {
  let done = false;
  const polled = async () => {
    while (!done) {
      const status = await readStatus();
      if (status && status.confirmationStatus !== 'processed') {
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, pollMilliseconds));
    }
  };
  confirmation.catch(() => {});
  try {
    await Promise.any([confirmation, polled()]);
  } finally {
    done = true;
    stop();
  }
}
