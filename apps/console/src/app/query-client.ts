import { ApiError } from '@cheban/api-client';
import { QueryClient } from '@tanstack/react-query';

/** Whether a failed read is worth another try: lost answers and busy servers are, refusals are not. */
function worthRetrying(failures: number, error: unknown): boolean {
  return failures < 2 && error instanceof ApiError && error.retry;
}

export const queryClient = new QueryClient({
  defaultOptions: {
    // A browser that believes to be offline is often wrong behind a workshop's Wi-Fi: ask, and say what came of it.
    queries: {
      networkMode: 'always',
      staleTime: 15_000,
      gcTime: 10 * 60_000,
      retry: worthRetrying,
      refetchOnWindowFocus: true,
    },
    mutations: { networkMode: 'always', retry: false },
  },
});

/** The sentence to show for any error. Codes and English never reach a screen. */
export function sayError(error: unknown): string {
  return error instanceof ApiError ? error.message : '页面出了点问题，请重试；如果一直这样，请联系管理员。';
}
