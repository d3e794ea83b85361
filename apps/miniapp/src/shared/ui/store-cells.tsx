import { phone } from '@/shared/platform';
import { PlaceCell } from './place-cell';
import { Card, Cell } from './surface';

interface StoreCellsProps {
  name: string;
  address: string;
  phone: string;
}

/** Where to go and whom to call. */
export function StoreCells({ name, address, phone: number }: StoreCellsProps) {
  return (
    <Card flush>
      <PlaceCell title={name} address={address} />
      {number ? (
        <Cell icon="phone" title="致电门店" note={number} onClick={() => phone.call(number)} />
      ) : null}
    </Card>
  );
}
