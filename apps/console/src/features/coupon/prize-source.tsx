import { type PrizeKind, prizeKindLabel, prizeKinds } from '@cheban/contracts/constants';
import { useQuery } from '@tanstack/react-query';
import { Form, Select } from 'antd';
import { api } from '../../app/api.js';
import { useMay, useStoreId } from '../../app/me.js';

/** Kinds of prizes that this person may choose from: coupons and codes want a look into what there is. */
export function usePrizeKinds(): { value: PrizeKind; label: string }[] {
  const may = useMay();
  return prizeKinds
    .filter((kind) => kind === 'cash' || may('coupon.read'))
    .map((value) => ({ value, label: prizeKindLabel[value] }));
}

/** The coupon or the pool of codes that a prize is taken from, with how many are left. */
export function PrizeSource({
  kind,
  name,
  label,
  required = true,
}: {
  kind: 'coupon' | 'code';
  name: string | (string | number)[];
  label?: string;
  required?: boolean;
}) {
  const storeId = useStoreId();
  const coupon = kind === 'coupon';
  const sources = useQuery({
    queryKey: [coupon ? 'coupon-types' : 'code-pools', 'choice', storeId],
    queryFn: async () => {
      const query = { storeId, pageSize: 100 };
      if (!coupon) {
        const pools = await api.codePool.list({ query });
        return pools.items
          .filter(({ active }) => active)
          .map(({ id, title, free }) => ({ value: id, label: `${title}（余 ${free}）` }));
      }
      const types = await api.couponType.list({ query: { ...query, state: 'active' } });
      return types.items.map(({ id, title, stockLeft }) => ({
        value: id,
        label: stockLeft === null ? title : `${title}（余 ${stockLeft}）`,
      }));
    },
  });
  return (
    <Form.Item
      name={name}
      label={label ?? (coupon ? '哪种卡券' : '哪个码池')}
      rules={[{ required, message: coupon ? '请选择卡券' : '请选择码池' }]}
    >
      <Select
        loading={sources.isPending}
        options={sources.data ?? []}
        placeholder="请选择"
        data-testid={`source-${Array.isArray(name) ? name.join('-') : name}`}
        notFoundContent={coupon ? '没有发放中的卡券' : '还没有码池'}
        popupMatchSelectWidth={false}
      />
    </Form.Item>
  );
}
