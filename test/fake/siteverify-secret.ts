/** The secret key that the fake of siteverify knows every site by. */
export const SECRET = '1x0000000000000000000000000000000AA'
