import { isDuplicate, type Tx, type UnitOfWork } from '../../../platform/database/index.js';

export type Transactions = Pick<UnitOfWork, 'run'>;

const MAX_TRIES = 5;

/**
 * Runs the work in one transaction. When somebody else makes the same person or car meanwhile, the unique key refuses
 * the batch; run again, it finds what the other one made.
 */
export async function inTransaction<T>(transactions: Transactions, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await transactions.run(work);
    } catch (error) {
      if (!isDuplicate(error) || attempt >= MAX_TRIES) throw error;
    }
  }
}
