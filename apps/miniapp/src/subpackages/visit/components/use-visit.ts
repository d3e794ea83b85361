import { useRouter } from '@tarojs/taro';
import { api } from '@/shared/api';
import { useResource } from '@/shared/data/use-resource';

/** The visit that the address of the page names. Its pages share one copy. */
export function useVisit() {
  const { id = '' } = useRouter().params;
  return useResource(`visit:${id}`, () => api.visit.detail({ params: { id } }));
}
