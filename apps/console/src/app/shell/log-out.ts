import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useNavigate } from 'react-router';
import { api, session } from '../api.js';

/** Ends this log-in at the server and here; here even when the server cannot be reached. */
export function useLogOut(): () => Promise<void> {
  const client = useQueryClient();
  const navigate = useNavigate();
  return useCallback(async () => {
    await api.staffAuth.logout().catch(() => undefined);
    session.end(true);
    client.clear();
    await navigate('/login', { replace: true });
  }, [client, navigate]);
}
