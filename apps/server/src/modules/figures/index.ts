/**
 * Figures of stores (mission H): output, punctuality, satisfaction, complaints and bookings month by month, whether customers
 * stay, and which support a store needs. Reads any table and writes none; every figure opens the rows behind it.
 */
export { FiguresModule } from './figures.module.js';
