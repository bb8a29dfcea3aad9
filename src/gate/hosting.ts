/** Networks of machines for hire: hardly anybody reads mail from there. By number of their owner. */
const HOSTING = new Set([
  16509, // Amazon
  14618, // Amazon, its first region
  8075, // Microsoft Azure
  396982, // Google Cloud
  31898, // Oracle Cloud
  45102, // Alibaba Cloud
  132203, // Tencent Cloud
  14061, // DigitalOcean
  63949, // Akamai (Linode)
  20473, // Vultr
  24940, // Hetzner
  16276, // OVH
  12876, // Scaleway
  51167, // Contabo
  60781, // Leaseweb
  9009, // M247
])

/** Is the owner of a network one of the largest who let machines. */
export function isHosting(asn: number | null): boolean {
  return asn !== null && HOSTING.has(asn)
}
