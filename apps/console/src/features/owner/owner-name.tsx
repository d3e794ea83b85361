import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useMay } from '../../app/me.js';

/** A name or plate that leads to the owner's page, for those who may read it; for others it is only words. */
export function OwnerName({
  ownerId,
  vehicleId,
  className,
  children,
}: {
  /** Null where nobody is on file. */
  ownerId: string | null;
  /** Of the owner's cars, the one that is meant. */
  vehicleId?: string;
  className?: string;
  children: ReactNode;
}) {
  const may = useMay();
  if (ownerId === null || !may('customer.read')) return <span className={className}>{children}</span>;
  const car = vehicleId === undefined ? '' : `?vehicle=${vehicleId}`;
  return (
    <Link className={className} to={`/owners/${ownerId}${car}`}>
      {children}
    </Link>
  );
}
